-- lists: nothing yet.
select 1;
