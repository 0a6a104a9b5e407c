-- search: nothing yet.
select 1;
