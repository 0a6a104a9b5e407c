-- notices: nothing yet.
select 1;
