package io.longtake.studio.understand;

import io.longtake.studio.language.Language;
import java.util.ArrayList;
import java.util.List;

/**
 * What a message was understood to say.
 *
 * @param instructions what to do, in order
 * @param refusals what is not done, and why
 * @param questions what has to be answered first; where there is one, nothing is done
 * @param language of the message: that of the reply
 * @param corrections words of the message that were read as others
 * @param asked what the message asks about the film
 */
public record Reading(
        List<Wish> instructions,
        List<Remark> refusals,
        List<Clarification> questions,
        Language language,
        List<Spelling.Correction> corrections,
        List<Question> asked) {
    public Reading {
        corrections = List.copyOf(corrections);
        asked = List.copyOf(asked);
        instructions = List.copyOf(instructions);
        refusals = List.copyOf(refusals);
        questions = List.copyOf(questions);
    }

    Reading(List<Wish> instructions, List<Remark> refusals, List<Clarification> questions, Language language) {
        this(instructions, refusals, questions, language, List.of(), List.of());
    }

    public Reading with(Spelling spelling) {
        return new Reading(instructions, refusals, questions, language, spelling.corrections(), asked);
    }

    /** Whether a request was recognized, even one that can't be carried out. */
    public boolean isUnderstood() {
        return !instructions.isEmpty() || !asked.isEmpty() || refusals.stream().anyMatch(Remark::isAboutARequest);
    }

    /** What was read from a brief in JSON: answered in the message's language, its unknown keys named. */
    public Reading with(Brief brief, Language message) {
        List<Remark> all = new ArrayList<>(refusals);
        if (!brief.unknownKeys().isEmpty()) {
            all.add(new Remark.UnknownKeys(brief.unknownKeys()));
        }
        return new Reading(
                instructions,
                all,
                questions,
                language.equals(Language.ENGLISH) ? message : language,
                corrections,
                asked);
    }
}
