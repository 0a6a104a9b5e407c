-- lists

select 1;
