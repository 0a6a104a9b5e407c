-- order flow: nothing yet.
select 1;
