import { format, type Plugin } from 'prettier'
import { parsers } from 'prettier/plugins/yaml'
import * as v from 'valibot'

type Yaml = string | null | Yaml[] | { [key: string]: Yaml }

interface Node {
  readonly type: string
  readonly value?: string
  readonly anchor?: { readonly value: string } | null
  readonly children?: readonly (Node | null)[]
}

const NodeSchema: v.GenericSchema<unknown, Node> = v.object({
  type: v.string(),
  value: v.optional(v.string()),
  anchor: v.nullish(v.object({ value: v.string() })),
  children: v.optional(v.array(v.nullable(v.lazy(() => NodeSchema)))),
})

/** A YAML file as data, with anchors and merge keys; every scalar stays text. Fails when it is no YAML. */
export async function readYaml(text: string): Promise<Yaml> {
  const root = await parse(text)
  const anchors = new Map<string, Yaml>()

  function read(node: Node | null | undefined): Yaml {
    if (!node) return null
    const value = valueOf(node)
    if (node.anchor) anchors.set(node.anchor.value, value)
    return value
  }

  function valueOf(node: Node): Yaml {
    const children = node.children ?? []
    switch (node.type) {
      case 'alias':
        return anchors.get(node.value ?? '') ?? null
      case 'mapping':
      case 'flowMapping':
        return Object.fromEntries(children.flatMap((item) => entriesOf(item)))
      case 'sequence':
      case 'flowSequence':
        return children.map((item) => read(item?.children?.[0]))
      case 'root':
      case 'document':
        return read(children.at(-1))
      case 'documentBody':
        return read(children[0])
      default:
        return node.value ?? null
    }
  }

  function entriesOf(item: Node | null): [string, Yaml][] {
    const [key, value] = item?.children ?? []
    const name = key?.children?.[0]?.value ?? ''
    const content = read(value?.children?.[0])
    if (name === '<<' && content !== null && typeof content === 'object') return Object.entries(content)
    return [[name, content]]
  }

  return read(root)
}

/** By the formatter's parser, handed out through a printer of our own that prints nothing. */
async function parse(text: string): Promise<Node> {
  let root: unknown
  const plugin: Plugin = {
    parsers: { tree: { ...parsers.yaml, astFormat: 'tree' } },
    printers: {
      tree: {
        print(path) {
          root = path.node
          return ''
        },
      },
    },
  }
  await format(text, { parser: 'tree', plugins: [plugin] })
  return v.parse(NodeSchema, root)
}
