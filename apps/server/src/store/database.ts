import type { Insertable, Kysely, RawBuilder, SelectQueryBuilder, Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/** Values, or the place they take in a query that is built before they are known. */
export type List<Value> = readonly Value[] | RawBuilder<readonly Value[]>

type ColumnOf<Table extends keyof Schema> = keyof Schema[Table] & string

/** Which column of a table is to have the value of each row at hand, or that much more than it had. */
export interface ManyUpdates<Table, Key, Column> {
  readonly table: Table
  readonly keys: readonly Key[]
  readonly column: Column
  readonly how: 'set' | 'add'
}

/** What databases say in different words. */
export interface Dialect {
  /** The members of a list as the right side of `in`: one text of SQL however long the list is. */
  numbers(list: List<number>): RawBuilder<number>
  texts(list: List<string>): RawBuilder<string>
  /** A list as the value of a place in a prepared query. */
  list(values: readonly (string | number)[]): unknown
  /** Rows made of values, as a table to join: one text of SQL however many they are. */
  table<Columns extends Readonly<Record<string, 'text' | 'bigint'>>>(
    columns: Columns,
    rows: readonly { readonly [Name in keyof Columns]: Columns[Name] extends 'text' ? string : number }[],
  ): RawBuilder<{ [Name in keyof Columns]: Columns[Name] extends 'text' ? string : number }>
  /** Rows that this transaction is going to change: other nodes wait until it is through. */
  locked<DB, Tables extends keyof DB, Row>(
    query: SelectQueryBuilder<DB, Tables, Row>,
  ): SelectQueryBuilder<DB, Tables, Row>
  /** Inserts rows that all have the same columns. Gives their ids, in the same order, where the table counts them. */
  insertMany<Table extends keyof Schema>(
    transaction: Transaction<Schema>,
    table: Table,
    rows: readonly Insertable<Schema[Table]>[],
  ): Promise<readonly number[]>
  /** Changes one column of many rows, each found by its key. */
  updateMany<Table extends keyof Schema, Key extends ColumnOf<Table>, Column extends ColumnOf<Table>>(
    transaction: Transaction<Schema>,
    update: ManyUpdates<Table, Key, Column>,
    rows: readonly Readonly<Record<Key | Column, string | number>>[],
  ): Promise<void>
  /** Whether the error says that a row with this unique key is there already. */
  isDuplicate(error: unknown): boolean
}

/**
 * A database that is open and up to date. What is read is committed; what is written goes through one connection.
 * Errors that pass by are a {@link StoreBusyError}; a transaction that only has to be run again a {@link TransactionClash}.
 */
export interface Database {
  readonly dialect: Dialect
  readonly read: Kysely<Schema>
  readonly write: Kysely<Schema>
  close(): Promise<void>
}

/** Two transactions of different nodes got in each other's way, and this one was given up: running it again may do. */
export class TransactionClash extends Error {
  override readonly name = 'TransactionClash'
  constructor(cause: unknown) {
    super('Two transactions got in each other’s way.', { cause })
  }
}
