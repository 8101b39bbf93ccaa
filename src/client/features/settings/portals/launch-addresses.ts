/** Where a Bitrix24 portal finds us. The same for every portal: which one it is, its own fields say. */
export function launchAddresses(origin: string) {
  return {
    handler: `${origin}/launch/bitrix24`,
    install: `${origin}/launch/bitrix24/install`,
    event: `${origin}/launch/bitrix24/events`,
  };
}
