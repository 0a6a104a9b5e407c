-- registers

select 1;
