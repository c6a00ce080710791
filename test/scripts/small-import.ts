import mongoose from 'mongoose';

/** The least importer that `npm run import` can carry: it keeps what it was given to import. */
const db = await mongoose.createConnection(process.env['MONGODB_URI'] ?? '').asPromise();
await db.collection('imports').insertOne({ paths: process.argv.slice(2) });
console.log(`Imported ${process.argv.slice(2).join(' ')}; ${await db.collection('imports').countDocuments()} so far.`);
await db.close();
