/** Names of the rooms that sockets are put in, by the server only. */
export const roomOf = {
  everyone: 'everyone',
  /** Everybody who may read the team's rotas, whatever page they look at. */
  rotas: (teamId: string): string => `rotas:${teamId}`,
  board: (teamId: string): string => `board:${teamId}`,
  wall: (teamId: string): string => `wall:${teamId}`,
  asked: (staffId: string): string => `asked:${staffId}`,
  staff: (staffId: string): string => `staff:${staffId}`,
  crisis: (crisisId: string): string => `crisis:${crisisId}`,
  session: (hash: string): string => `session:${hash}`,
} as const;
