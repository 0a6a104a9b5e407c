-- imports: nothing yet.
select 1;
