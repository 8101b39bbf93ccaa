import { fetchAsReader } from './as-reader.ts';
import { languageInUse, problemOf } from './call.ts';

/** A file of the API with the name that the server gave it. */
export async function fetchFile(url: string): Promise<{ name: string; content: Blob }> {
  const response = await fetchAsReader(url, { headers: { 'accept-language': languageInUse() } });
  if (!response.ok) throw await problemOf(response);
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'journal';
  return { name, content: await response.blob() };
}
