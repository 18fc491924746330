package io.longtake.cli.intent;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Splits a sentence into clauses, at the points where one request may end and the next may begin. */
final class Clauses {
    private static final Pattern BORDER = Pattern.compile(
            "(?i)\\s*(?:[,;!?，。；！？、\\n]|\\.(?=\\s|$)){1,20}\\s*(?:(?:and |& )?(?:then|after that|afterwards|finally|and)\\s+)?"
                    + "|\\s+(?:and|&|then|and then|and finally|after that|afterwards)\\s+(?:then\\s+)?"
                    + "|\\s*(?:然后再?|接着|之后|完成后|再|并且|并|最后)\\s*");
    private static final Pattern THEN =
            Pattern.compile("(?i).*(?:then|after|finally|然后|接着|之后|完成后|再|最后).*", Pattern.DOTALL);

    private Clauses() {}

    /**
     * A part of the sentence.
     *
     * @param afterThen whether a word of sequence, such as "then", precedes it
     */
    record Clause(int start, int end, boolean afterThen) {}

    static List<Clause> of(String sentence) {
        var clauses = new ArrayList<Clause>();
        var border = BORDER.matcher(sentence);
        int start = 0;
        boolean then = false;
        while (border.find()) {
            if (border.start() > start) {
                clauses.add(new Clause(start, border.start(), then));
            }
            then = THEN.matcher(border.group()).matches();
            start = border.end();
        }
        if (start < sentence.length()) {
            clauses.add(new Clause(start, sentence.length(), then));
        }
        return clauses;
    }
}
