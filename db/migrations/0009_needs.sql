-- needs: nothing yet.
select 1;
