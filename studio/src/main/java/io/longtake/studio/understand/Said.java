package io.longtake.studio.understand;

import io.longtake.studio.understand.Wish.Ref;
import java.util.ArrayList;
import java.util.List;

/**
 * What the clauses of a message have said so far; each clause adds to it.
 *
 * @param earlier what the last edit was asked for
 * @param whole whether the clause that is read is all that the message says
 * @param last wishes that are carried out behind all others
 * @param mentioned the clips that the clauses before spoke of
 * @param asked what the message asks about the film
 */
record Said(
        Scene scene,
        LastRequest earlier,
        boolean whole,
        List<Wish> wishes,
        List<Wish> last,
        List<Remark> remarks,
        List<Clarification> questions,
        List<Ref> mentioned,
        List<Question> asked,
        Wording wording) {

    /** A copy, to try whether a clause has a meaning here. */
    Said trial() {
        return new Said(
                scene,
                earlier,
                whole,
                new ArrayList<>(wishes),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(mentioned),
                new ArrayList<>(),
                wording);
    }
}
