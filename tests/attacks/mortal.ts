/** Before a command: what it starts dies with its parent, however that ends. A module that spins would spin for ever. */
export const mortal = ["/usr/bin/setpriv", "--pdeathsig", "KILL"] as const;
