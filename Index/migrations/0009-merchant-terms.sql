-- What merchants are looked up by, a row a mention: pairs of Hanzi of the name, and from each character of the brand on its pinyin and its initials.
-- Terms are made by NameTerms.swift and stand apart by spaces, which is all that the tokenizer has to know.
CREATE VIRTUAL TABLE merchant_terms USING fts5 (
    terms, content = '', columnsize = 0, detail = none, tokenize = 'ascii'
);
