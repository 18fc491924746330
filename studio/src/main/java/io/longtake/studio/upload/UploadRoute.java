package io.longtake.studio.upload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longtake.files.digest.Sha256;
import io.longtake.files.durable.Durable;
import io.longtake.network.address.AddressPolicy;
import io.longtake.network.http.HttpClients;
import io.longtake.network.link.Link;
import io.longtake.studio.config.StudioConfig;
import io.longtake.studio.fault.Delay;
import io.longtake.studio.http.Action;
import io.longtake.studio.http.Exchange;
import io.longtake.studio.http.Json;
import io.longtake.studio.http.Refusal;
import io.longtake.studio.project.Media;
import io.longtake.studio.project.MediaFacts;
import io.longtake.studio.project.Project;
import io.longtake.studio.project.Projects;
import io.longtake.studio.project.Projects.Arrival;
import io.longtake.studio.random.RandomValues;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** {@code POST /api/upload-video/nemo_agent/me/<session>}. The files of a request are accepted all or none. */
public final class UploadRoute implements Action {
    private static final int MAX_FILES = 100;
    private static final int MAX_ADDRESSES = 10;

    private final Projects projects;
    private final MediaInspector inspector;
    private final StudioConfig.Uploads config;
    private final Path incoming;
    private final Function<Media, String> address;
    private final SharedFiles shared;
    private final Optional<AddressFetch> fetching;

    /**
     * @param incoming a folder on the same disk as the media, for incomplete files
     * @param address gives the address of a medium
     */
    public UploadRoute(
            Projects projects,
            MediaInspector inspector,
            StudioConfig.Uploads config,
            Path incoming,
            Function<Media, String> address) {
        this.projects = projects;
        this.inspector = inspector;
        this.config = config;
        this.incoming = incoming;
        this.address = address;
        this.shared = new SharedFiles(config.shared());
        this.fetching = switch (config.fetching()) {
            case OFF -> Optional.empty();
            case PUBLIC -> Optional.of(fetching(AddressPolicy.PUBLIC, config));
            case EVERYWHERE -> Optional.of(fetching(AddressPolicy.ANY, config));
        };
    }

    private static AddressFetch fetching(AddressPolicy policy, StudioConfig.Uploads config) {
        return new AddressFetch(new HttpClients(System.getenv()), policy, config.maxFileBytes());
    }

    @Override
    public void answer(Exchange exchange) throws IOException {
        var caller = exchange.caller();
        String session = exchange.context().pathParam("session");
        exchange.asks(session, "upload");
        Project project = projects.owned(caller, session);
        String type = exchange.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/form-data")) {
            takeForm(exchange, project);
        } else {
            takeAddresses(exchange, project);
        }
    }

    private void takeAddresses(Exchange exchange, Project project) throws IOException {
        AddressFetch fetch = fetching.orElseThrow(() -> Refusal.status(
                400, "This studio accepts files only as multipart/form-data; fetching them by URL is disabled."));
        List<Link> links = new ArrayList<>();
        exchange.body().path("urls").forEach(url -> links.add(AddressFetch.parse(url.asText(""))));
        if (links.isEmpty() || links.size() > MAX_ADDRESSES) {
            throw Refusal.status(
                    400, "The field \"urls\" must have 1 to " + MAX_ADDRESSES + " URLs, not " + links.size() + ".");
        }
        exchange.asks(
                project.id(), links.stream().map(Link::toString).collect(Collectors.joining(", ", "upload ", "")));
        exchange.pause(Delay.UPLOAD);
        List<Sent> files = links.stream()
                .<Sent>map(link -> target -> fetch.fetch(link, target))
                .toList();
        exchange.ok(told(take(project, files)));
    }

    private void takeForm(Exchange exchange, Project project) throws IOException {
        exchange.pause(Delay.UPLOAD);
        List<Part> parts = parts(exchange);
        try {
            List<Part> files = parts.stream()
                    .filter(part -> part.getName().equals("files"))
                    .toList();
            if (files.isEmpty()) {
                throw Refusal.status(400, "The form has no field \"files\".");
            }
            exchange.asks(
                    project.id(),
                    files.stream().map(UploadRoute::name).collect(Collectors.joining(", ", "upload ", "")));
            List<Sent> sent = files.stream()
                    .<Sent>map(part -> target -> {
                        part.write(target.toString());
                        return name(part);
                    })
                    .toList();
            exchange.ok(told(take(project, sent)));
        } finally {
            for (Part part : parts) {
                part.delete();
            }
        }
    }

    private List<Part> parts(Exchange exchange) throws IOException {
        HttpServletRequest request = exchange.context().req();
        request.setAttribute(
                ServletContextRequest.MULTIPART_CONFIG_ELEMENT,
                new MultipartConfigElement(
                        incoming.toString(), config.maxFileBytes(), config.maxFileBytes() * MAX_FILES, 0));
        try {
            Collection<Part> parts = request.getParts();
            return List.copyOf(parts);
        } catch (IOException | ServletException | RuntimeException e) {
            throw tooLargeOrBroken(e);
        }
    }

    private Refusal tooLargeOrBroken(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (message.contains("max file") || message.contains("max length") || message.contains("exceed")) {
                return tooLarge();
            }
            if (message.contains("no space")) {
                return Refusal.status(507, "The studio's disk is full. No file of the upload was kept.");
            }
        }
        return Refusal.status(400, "The upload was interrupted or is not a valid form. No file of it was kept.");
    }

    private Refusal tooLarge() {
        return Refusal.code(
                4002, "A file is larger than " + config.maxFileBytes() / (1024 * 1024) + " MB: compress or trim it.");
    }

    private static String name(Part part) {
        String sent = FileNames.unescaped(
                Optional.ofNullable(part.getSubmittedFileName()).orElse(""));
        FileNames.requireSafe(sent);
        return FileNames.sanitise(sent);
    }

    /** A file that a client sent or gave an address of. */
    private interface Sent {
        /**
         * Writes the content to {@code target} in the folder of incomplete files.
         *
         * @return the name of the file
         */
        String to(Path target) throws IOException;
    }

    private List<Media> take(Project project, List<Sent> files) throws IOException {
        Path folder = Durable.createFolders(projects.folder(project.id()));
        List<Path> placed = new ArrayList<>();
        List<Path> received = new ArrayList<>();
        boolean taken = false;
        try {
            List<Arrival> arrivals = new ArrayList<>();
            for (Sent sent : files) {
                Path file = incoming.resolve("in-" + RandomValues.word());
                received.add(file);
                Arrival arrival = arrival(sent.to(file), file);
                Path place = folder.resolve(arrival.id() + "." + arrival.facts().extension());
                placed.add(place);
                if (!shared.place(file, arrival.hash(), place)) {
                    Durable.moveIntoPlace(file, place);
                }
                arrivals.add(arrival);
            }
            List<Media> media = projects.add(project, arrivals);
            taken = true;
            return media;
        } finally {
            for (Path file : received) {
                Files.deleteIfExists(file);
            }
            for (Path file : taken ? List.<Path>of() : placed) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Arrival arrival(String name, Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes > config.maxFileBytes()) {
            throw tooLarge();
        }
        try {
            if (bytes == 0) {
                throw new UnsupportedMediaException("is empty");
            }
            MediaFacts facts = inspector.inspect(file);
            return new Arrival("media_" + RandomValues.word(), name, facts, Sha256.of(file), bytes);
        } catch (UnsupportedMediaException e) {
            throw Refusal.code(4001, "The file \"" + name + "\" " + e.getMessage() + ".");
        }
    }

    private ObjectNode told(List<Media> media) {
        ObjectNode data = Json.object();
        ArrayNode files = data.putArray("files");
        media.forEach(medium -> files.add(medium.told().put("cdn_url", address.apply(medium))));
        return data.put("session_state_applied", true);
    }
}
