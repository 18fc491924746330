package io.longtake.media.corpus;

/** Clips, sounds, broken files, and files at the limits. */
class OtherCorpusTest extends CorpusRun {
    OtherCorpusTest() {
        super(Corpus.others(), 300);
    }
}
