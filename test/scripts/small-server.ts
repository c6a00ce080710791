import { createServer } from 'node:http';
import mongoose from 'mongoose';

/**
 * The least server that `npm start` can carry: it keeps answers in the database and tells how many
 * there are. Stands in for the real one where only the starting and stopping is under test.
 */
const { MONGODB_URI = '', PORT, PUBLIC_URL, PHONES, SEED, FIELD_KEYS } = process.env;
const db = await mongoose.createConnection(MONGODB_URI, { serverSelectionTimeoutMS: 1000, heartbeatFrequencyMS: 500 }).asPromise();
const answers = db.collection('answers');

const server = createServer((request, response) => {
  const reply = async (): Promise<unknown> => {
    if (request.url === '/environment') return { PUBLIC_URL, PHONES, SEED, FIELD_KEYS };
    if (request.method === 'POST') await answers.insertOne({}, { writeConcern: { w: 'majority', j: true } });
    return { count: await answers.countDocuments() };
  };
  reply().then((body) => response.end(JSON.stringify(body)), () => response.writeHead(503).end());
});
server.listen(Number(PORT), () => {
  console.log('Small server: serving.');
  process.send?.({ ready: true });
});

process.on('SIGTERM', () => {
  console.log('Small server: finishing.');
  server.close();
  server.closeAllConnections();
  void db.close().then(() => process.disconnect?.());
});
