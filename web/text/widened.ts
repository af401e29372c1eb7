/** The shape of a tree of sentences, whatever they say. */
export type Widened<Tree> = {
  [Key in keyof Tree]: Tree[Key] extends string ? string : Widened<Tree[Key]>
}
