-- order lines: nothing yet.
select 1;
