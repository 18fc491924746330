package io.longtake.studio;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.longtake.studio.config.StudioConfig;
import io.longtake.studio.fault.Delay;
import io.longtake.studio.fault.Fault;
import io.longtake.studio.fault.Faults;
import io.longtake.studio.http.Connections;
import io.longtake.studio.project.Media;
import io.longtake.studio.project.Projects;
import io.longtake.studio.render.FileAnswer;
import io.longtake.studio.render.Render;
import io.longtake.studio.render.RenderQueue;
import io.longtake.studio.render.Renders;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Serves films and media on a separate origin. It checks no tokens: any client that knows an address can fetch the file. */
final class FileServer implements AutoCloseable {
    private final Projects projects;
    private final Renders renders;
    private final RenderQueue queue;
    private final StudioConfig.Listen listen;
    private final Faults faults;
    private final Javalin server;

    FileServer(Projects projects, Renders renders, RenderQueue queue, StudioConfig.Listen listen, Faults faults) {
        this.projects = projects;
        this.renders = renders;
        this.queue = queue;
        this.listen = listen;
        this.faults = faults;
        this.server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.routes.before(listen.hostCheck());
            config.routes.get("/out/{secret}/{file}", this::film);
            config.routes.head("/out/{secret}/{file}", this::film);
            config.routes.get("/media/{link}/{name}", this::medium);
            config.routes.head("/media/{link}/{name}", this::medium);
        });
    }

    /** Listens on the given port; for port 0, on the port used before, so that links survive a restart. */
    void start(Path portFile) throws IOException {
        int before = listen.filesPort() == 0 ? remembered(portFile) : listen.filesPort();
        server.start(listen.address(), free(before) ? before : listen.filesPort());
        Files.writeString(portFile, String.valueOf(server.port()));
    }

    private static int remembered(Path portFile) throws IOException {
        String text = Files.exists(portFile) ? Files.readString(portFile).strip() : "";
        return text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    }

    private boolean free(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(listen.address(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private String base() {
        return "http://" + listen.filesHost() + ":" + server.port();
    }

    String address(Render render) {
        return base() + "/out/" + renders.link(render).secret() + "/" + render.id() + ".mp4";
    }

    String address(Media medium) {
        String name =
                URLEncoder.encode(medium.filename(), StandardCharsets.UTF_8).replace("+", "%20");
        return base() + "/media/" + medium.link() + "/" + name;
    }

    private void film(Context context) throws IOException {
        String file = context.pathParam("file");
        Optional<Render> render = file.endsWith(".mp4")
                ? renders.linked(file.substring(0, file.length() - ".mp4".length()), context.pathParam("secret"))
                : Optional.empty();
        Optional<Path> kept = render.flatMap(queue::film);
        if (kept.isEmpty()) {
            missing(context);
        } else {
            // Called before the first byte: a client that already has the film requests no more than the response
            // headers.
            faults.pause(Delay.DOWNLOAD);
            FileAnswer.send(context, kept.get(), "video/mp4", render.get().hash(), () -> halfway(context));
        }
    }

    private void halfway(Context context) {
        if (faults.triggersOnAttempt(Fault.DROP_DOWNLOADS, () -> faults.withoutChance(context.path()))) {
            Connections.cut(context.req());
        }
    }

    private void medium(Context context) throws IOException {
        Optional<Media> found = projects.linked(context.pathParam("link")).filter(one -> Files.exists(one.file()));
        if (found.isEmpty()) {
            missing(context);
        } else {
            Media medium = found.get();
            FileAnswer.send(context, medium.file(), type(medium), Optional.of(medium.hash()), () -> {});
        }
    }

    private static void missing(Context context) {
        context.status(404)
                .contentType("application/json")
                .result("{\"message\":\"This link is unknown or has expired, or its file is no longer stored.\"}");
    }

    private static String type(Media medium) {
        return switch (medium.facts().extension()) {
            case "jpg" -> "image/jpeg";
            case "png", "gif", "webp" -> "image/" + medium.facts().extension();
            case "mp4", "webm" -> "video/" + medium.facts().extension();
            default -> "application/octet-stream";
        };
    }

    @Override
    public void close() {
        server.stop();
    }
}
