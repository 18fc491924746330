package io.longtake.studio.page;

import io.javalin.http.Context;
import io.longtake.studio.account.Accounts;
import io.longtake.studio.chat.Messages;
import io.longtake.studio.http.Action;
import io.longtake.studio.http.Exchange;
import io.longtake.studio.project.Media;
import io.longtake.studio.project.Project;
import io.longtake.studio.project.ProjectEditor;
import io.longtake.studio.project.Projects;
import io.longtake.studio.random.RandomValues;
import io.longtake.studio.render.Render;
import io.longtake.studio.render.RenderQueue;
import io.longtake.studio.render.Renders;
import java.util.Optional;
import java.util.function.Function;

/** {@code GET /workspace/claim?ct=…}: shows a project, read-only, to any client with its claim token. */
public final class ClaimRoute implements Action {
    private final Projects projects;
    private final Accounts accounts;
    private final Messages messages;
    private final Renders renders;
    private final RenderQueue queue;
    private final ProjectEditor editor;
    private final Function<Media, String> mediaAddress;
    private final Function<Render, String> filmAddress;

    public ClaimRoute(
            Projects projects,
            Accounts accounts,
            Messages messages,
            Renders renders,
            RenderQueue queue,
            ProjectEditor editor,
            Function<Media, String> mediaAddress,
            Function<Render, String> filmAddress) {
        this.projects = projects;
        this.accounts = accounts;
        this.messages = messages;
        this.renders = renders;
        this.queue = queue;
        this.editor = editor;
        this.mediaAddress = mediaAddress;
        this.filmAddress = filmAddress;
    }

    @Override
    public void answer(Exchange exchange) {
        Context context = exchange.context();
        String nonce = RandomValues.word();
        protect(context, nonce);
        Optional<Project> project =
                Optional.ofNullable(context.queryParam("ct")).flatMap(projects::claimed);
        context.status(project.isPresent() ? 200 : 404);
        context.html(project.map(this::view)
                .map(view -> new ClaimPage(nonce).of(view))
                .orElseGet(() -> new ClaimPage(nonce).unknown()));
    }

    private View view(Project project) {
        return new View(
                project,
                project.draft().map(editor::summary),
                projects.media(project.id()).stream()
                        .map(medium -> new View.Shown<>(medium, mediaAddress.apply(medium), 0))
                        .toList(),
                renders.of(project.id()).stream()
                        .map(render -> new View.Shown<>(
                                render,
                                render.status() == Render.Status.COMPLETED ? filmAddress.apply(render) : "",
                                queue.percent(render)))
                        .toList(),
                messages.of(project.id()),
                accounts.balance(project.userId()));
    }

    /** The address contains the key: it must not be sent to other sites, and no foreign content may run in the page. */
    private static void protect(Context context, String nonce) {
        context.header("Cache-Control", "no-store");
        context.header("Referrer-Policy", "no-referrer");
        context.header("X-Content-Type-Options", "nosniff");
        context.header("X-Frame-Options", "DENY");
        context.header("X-Robots-Tag", "noindex");
        context.header(
                "Content-Security-Policy",
                "default-src 'none'; img-src http: https: data:; media-src http: https:; connect-src 'self';"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src 'nonce-" + nonce
                        + "'; script-src 'nonce-" + nonce + "'");
    }
}
