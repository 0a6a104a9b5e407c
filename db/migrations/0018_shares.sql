-- shares

select 1;
