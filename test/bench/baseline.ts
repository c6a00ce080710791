import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import mongoose from 'mongoose';
import { Server } from 'socket.io';

/**
 * The least that could be called the same job: bare Express, one insert that is durable on a majority, one broadcast by
 * Socket.IO. A process of its own; `process.argv[2]` is the database. Says its address when it serves.
 */
async function serve(uri: string): Promise<void> {
  const client = await new mongoose.mongo.MongoClient(uri, { maxPoolSize: 60, minPoolSize: 4, writeConcern: { w: 'majority', j: true } }).connect();
  const rows = client.db().collection<{ _id: string; at: Date }>('reports');
  const app = express();
  const http = createServer(app);
  const io = new Server(http, { serveClient: false, transports: ['websocket'] });
  app.post('/reports', express.json(), async (request, response) => {
    const id = String(request.get('idempotency-key'));
    const card: unknown = request.body;
    await rows.insertOne({ _id: id, ...(card as object), at: new Date() });
    io.emit('card', { crisisId: id, version: 1, card });
    response.status(201).json({ crisisId: id });
  });
  http.listen(0, '127.0.0.1', () => { process.send?.({ url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` }); });
  process.on('disconnect', () => { process.exit(0); });
}

await serve(process.argv[2] ?? '');
