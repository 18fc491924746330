package io.longtake.activities.gui;

import java.util.EnumSet;
import java.util.Set;

/**
 * A text without instructions to operate a graphical interface.
 *
 * @param text the remaining text; empty if nothing remains
 * @param actions the actions that the removed instructions imply
 * @param chinese whether the text was Chinese
 */
public record Translated(String text, Set<GuiAction> actions, boolean chinese) {
    public Translated {
        var copy = EnumSet.noneOf(GuiAction.class);
        copy.addAll(actions);
        actions = Set.copyOf(copy);
    }

    /** The remaining text. If nothing remains, a sentence that describes the implied actions. */
    public String sentence() {
        if (!text.isEmpty()) {
            return text;
        }
        if (actions.contains(GuiAction.EXPORT_OFFERED)) {
            return chinese ? "现在可以导出视频。" : "The video can be exported now.";
        }
        if (actions.contains(GuiAction.SHOW_CREDITS)) {
            return chinese ? "后端提示查看账户积分。" : "The backend refers to the account's credits.";
        }
        return chinese ? "后端没有说明别的内容。" : "The reply contains nothing else.";
    }
}
