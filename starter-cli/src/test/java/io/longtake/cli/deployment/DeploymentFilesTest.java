package io.longtake.cli.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.longtake.cli.Longtake;
import io.longtake.cli.command.LongtakeCommand;
import io.longtake.cli.environment.Environment;
import io.longtake.cli.environment.Version;
import io.longtake.cli.invocation.Invocation;
import io.longtake.cli.setting.Setting;
import io.longtake.workflows.TaskQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.UnmatchedArgumentException;

/** Checks that {@code docker-compose.yml}, the Kubernetes manifests and the Dockerfile match the code and each other. */
class DeploymentFilesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Variables of the image's start script, of the AWS client and of Temporal's clients. */
    private static final Pattern OTHER_VARIABLES =
            Pattern.compile("LONGTAKE_JAVA_OPTS|NEMO_TOKEN_FILE|AWS_[A-Z_]+|OTEL_[A-Z_]+|TEMPORAL_(ADDRESS|NAMESPACE)");

    private static final Pattern FIXED_VERSION = Pattern.compile("[a-z0-9./-]+:v?\\d+\\.\\d+[.\\w-]*");

    private final ComposeFile compose = ComposeFile.read(ROOT.resolve("docker-compose.yml"));
    private final Manifests manifests = Manifests.read(ROOT.resolve("docker/kubernetes"));

    DeploymentFilesTest() throws IOException {}

    static List<Container> containers() throws IOException {
        return Stream.of(
                        ComposeFile.read(ROOT.resolve("docker-compose.yml")).longtake(),
                        Manifests.read(ROOT.resolve("docker/kubernetes")).longtake())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("containers")
    void theCommandLineIsOneOfLongtake(Container container) {
        parse(container.arguments());
    }

    @ParameterizedTest
    @MethodSource("containers")
    void everyVariableIsReadBySomething(Container container) {
        var settings = Arrays.stream(Setting.values()).map(Setting::variable).collect(Collectors.toSet());
        assertThat(container.environment().keySet())
                .allMatch(name ->
                        settings.contains(name) || OTHER_VARIABLES.matcher(name).matches());
    }

    @ParameterizedTest
    @MethodSource("containers")
    void healthChecksAskForWhatTheContainerOffers(Container container) {
        for (var check : container.checks()) {
            assertThat(check.get(0)).isEqualTo("longtake-healthy");
            if (check.get(1).equals("worker")) {
                assertThat(container.arguments().get(0)).isEqualTo("worker");
            } else {
                assertThat(check.get(1)).isEqualTo("http");
                assertThat(container.arguments()).contains("--port=" + check.get(2));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("containers")
    void theImageHasTheVersionOfTheBuild(Container container) {
        assertThat(container.image()).isEqualTo("longtake:" + Version.current());
    }

    @Test
    void everyServiceThatStaysHasAHealthCheckOrNothingDependsOnIt() {
        var services = compose.services();
        services.forEach(
                (name, service) -> YamlFile.fields(service.path("depends_on")).forEach((other, dependency) -> {
                    assertThat(services).containsKey(other);
                    boolean stays = dependency.path("condition").asText().equals("service_healthy");
                    assertThat(services.get(other).has("healthcheck"))
                            .as(name + " depends on " + other)
                            .isEqualTo(stays);
                    assertThat(services.get(other).path("restart").asText().equals("on-failure"))
                            .as(other + " ends after its work")
                            .isEqualTo(!stays);
                }));
    }

    @Test
    void mountedFilesExistAndVolumesAndSecretsAreDeclaredAndUsed() throws IOException {
        assertThat(compose.hostPaths()).isNotEmpty().allSatisfy(path -> assertThat(ROOT.resolve(path))
                .exists());
        assertThat(compose.usedVolumes()).isEqualTo(compose.declared("volumes"));
        assertThat(compose.usedSecrets()).isEqualTo(compose.declared("secrets"));
        String generator = Files.readString(ROOT.resolve("docker/secrets/generate"));
        assertThat(compose.secretFiles()).allSatisfy(file -> assertThat(generator)
                .contains("secret " + Path.of(file).getFileName()));
    }

    @Test
    void imagesHaveAFixedVersionAndTemporalsAreOfOneRelease() {
        var images = compose.services().values().stream()
                .map(service -> service.path("image").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(images).allMatch(image -> FIXED_VERSION.matcher(image).matches());
        assertThat(images.stream()
                        .filter(image -> image.matches("temporalio/(server|admin-tools):.*"))
                        .map(image -> image.replaceAll(".*:", ""))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void manifestsDeclareWhatTheyUse() {
        Map<String, Set<String>> used = manifests.references();
        used.forEach((kind, names) -> {
            if (kind.equals("Secret")) {
                assertThat(readme())
                        .as("how to create the secrets")
                        .contains(names.stream()
                                .map(name -> "secret generic " + name)
                                .toList());
            } else {
                assertThat(manifests.names(kind)).as(kind).isEqualTo(names);
            }
        });
    }

    @Test
    void servicesOfManifestsSelectPodsAndPortsThatExist() {
        for (var service : manifests.ofKind("Service").toList()) {
            var selector = service.path("spec").path("selector");
            var pods = manifests.workloads().stream()
                    .filter(workload -> workload.path("spec")
                            .path("template")
                            .path("metadata")
                            .path("labels")
                            .equals(selector))
                    .toList();
            assertThat(pods).as(Manifests.name(service)).hasSize(1);
            var offered = YamlFile.items(Manifests.pod(pods.get(0)).path("containers")).stream()
                    .flatMap(container -> YamlFile.items(container.path("ports")).stream())
                    .map(port -> port.path("name").asText())
                    .toList();
            assertThat(offered)
                    .containsAll(YamlFile.items(service.path("spec").path("ports")).stream()
                            .map(port -> port.path("targetPort").asText())
                            .toList());
        }
    }

    @Test
    void autoscalingFollowsQueuesOfLongtakeAndWorkloadsThatExist() {
        var queues = Arrays.stream(TaskQueue.values()).map(TaskQueue::queueName).collect(Collectors.toSet());
        var scaled = manifests.ofKind("ScaledObject").toList();
        assertThat(scaled).isNotEmpty();
        for (var object : scaled) {
            assertThat(manifests.names("Deployment"))
                    .contains(object.path("spec")
                            .path("scaleTargetRef")
                            .path("name")
                            .asText());
            assertThat(temporal(object)).isNotEmpty().allSatisfy(trigger -> assertThat(queues)
                    .contains(trigger.path("taskQueue").asText()));
        }
    }

    @Test
    void theImageIsBuiltFromEveryFileThatTheDockerfileCopies() throws IOException {
        var copied = Files.readAllLines(ROOT.resolve("docker/Dockerfile")).stream()
                .filter(line -> line.startsWith("COPY") && line.contains(" docker/"))
                .map(line -> List.of(line.split(" ", -1)))
                .map(words -> words.get(words.size() - 2))
                .toList();
        assertThat(copied).isNotEmpty().allSatisfy(file -> {
            assertThat(ROOT.resolve(file)).isExecutable();
            assertThat(Files.readAllLines(ROOT.resolve(".dockerignore"))).contains("!" + file);
        });
    }

    @Test
    void aWrongOptionIsFound() {
        assertThatThrownBy(() -> parse(List.of("worker", "--no-such-option")))
                .isInstanceOf(UnmatchedArgumentException.class);
    }

    private static void parse(List<String> arguments) {
        LongtakeCommand.line(new Invocation(Environment.ofThisProcess(), Longtake.class))
                .parseArgs(arguments.toArray(String[]::new));
    }

    private static List<JsonNode> temporal(JsonNode scaledObject) {
        return YamlFile.items(scaledObject.path("spec").path("triggers")).stream()
                .filter(trigger -> trigger.path("type").asText().equals("temporal"))
                .map(trigger -> trigger.path("metadata"))
                .toList();
    }

    private static String readme() {
        try {
            return Files.readString(ROOT.resolve("docker/README.md"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
