/** The part of the `zipcodes` package that we use; it ships no types. US ZIP codes and the first three signs of Canadian postcodes. */
declare module 'zipcodes' {
  export interface ZipCode { zip: string; city: string; state: string; country: string; latitude: number; longitude: number }
  const zipcodes: { lookup(zip: string): ZipCode | undefined };
  export default zipcodes;
}
