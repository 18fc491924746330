package io.longtake.media.corpus;

/** Pictures of all formats, and their colours. */
class PictureCorpusTest extends CorpusRun {
    PictureCorpusTest() {
        super(Corpus.pictures(), 350);
    }
}
