/** The path of a programme's page within a language: `programmes/cn-guizhou/suanli/`. */
export const programmePath = (id: string): string => `programmes/${id}/`;
