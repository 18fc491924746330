package io.longtake.studio.understand.template;

import io.longtake.studio.understand.span.Lexicon;
import java.util.ArrayList;
import java.util.List;

/** The matching of templates with one text. */
final class Matching {
    private final Grammar grammar;
    private final SlotReader slots;
    private final String text;

    Matching(Grammar grammar, SlotReader slots, String text) {
        this.grammar = grammar;
        this.slots = slots;
        this.text = text;
    }

    /** What goes on behind a part that matched. */
    private interface Next {
        void at(int end, Slots slots);
    }

    /** An end of a template, before any words that are skipped. */
    record End(int at, Slots slots) {}

    /** All matches of a template that begin at {@code at}, of any length. */
    List<End> from(Template template, int at) {
        List<End> ends = new ArrayList<>();
        match(template.part(), at, Slots.NONE, (end, found) -> ends.add(new End(end, found)));
        return ends;
    }

    private void match(Part part, int at, Slots found, Next next) {
        if (part instanceof Part.Words words) {
            for (int start : starts(at)) {
                int end = start + words.text().length();
                if (text.startsWith(words.text(), start) && Lexicon.border(text, start) && Lexicon.border(text, end)) {
                    next.at(end, found);
                }
            }
        } else if (part instanceof Part.Sequence sequence) {
            sequence(sequence.parts(), 0, at, found, next);
        } else if (part instanceof Part.Choice choice) {
            choice.parts().forEach(one -> match(one, at, found, next));
        } else if (part instanceof Part.Maybe maybe) {
            match(maybe.part(), at, found, next);
            next.at(at, found);
        } else if (part instanceof Part.Slot slot) {
            for (int start : starts(at)) {
                if (start < text.length() && Lexicon.border(text, start)) {
                    slots.read(slot.kind(), text, start)
                            .forEach(it -> next.at(it.end(), found.with(slot.name(), it.value())));
                }
            }
        }
    }

    private void sequence(List<Part> parts, int index, int at, Slots found, Next next) {
        if (index == parts.size()) {
            next.at(at, found);
            return;
        }
        match(parts.get(index), at, found, (end, more) -> sequence(parts, index + 1, end, more, next));
    }

    /** Where the next part may begin: here, or behind words that may stand anywhere. */
    List<Integer> starts(int at) {
        List<Integer> starts = new ArrayList<>();
        starts.add(Lexicon.blanks(text, at));
        for (int i = 0; i < starts.size(); i++) {
            int start = starts.get(i);
            for (String word : grammar.skipped()) {
                int end = start + word.length();
                if (text.startsWith(word, start) && Lexicon.border(text, start) && Lexicon.border(text, end)) {
                    int behind = Lexicon.blanks(text, end);
                    if (!starts.contains(behind)) {
                        starts.add(behind);
                    }
                }
            }
        }
        return starts;
    }
}
