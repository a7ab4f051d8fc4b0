"""The pages that lead to others: home, enjeux, territories, actors, agenda, calls, search, withdrawals."""
