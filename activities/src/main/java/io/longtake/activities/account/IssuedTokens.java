package io.longtake.activities.account;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.longtake.files.durable.Durable;
import io.longtake.workflows.account.TokenLease;
import io.longtake.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Sealed tokens as the backend issued them, kept on disk until the account workflow has certainly received them. The backend issues
 * one token per client in seven days, so a response that a dying worker could not report must not be lost.
 */
final class IssuedTokens {
    private static final ObjectMapper JSON = Payloads.mapper();

    private final Path folder;

    IssuedTokens(Path home) {
        this.folder = home.resolve("tokens");
    }

    Optional<TokenLease> find(String accountId, int generation) throws IOException {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file(accountId, generation)), TokenLease.class));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Stores this token and deletes the previous one, which the account no longer needs. */
    void keep(String accountId, TokenLease lease) throws IOException {
        Durable.createFolders(folder);
        Path file = file(accountId, lease.generation());
        Durable.write(file, JSON.writeValueAsBytes(lease));
        Durable.ownerOnly(file);
        Files.deleteIfExists(file(accountId, lease.generation() - 1));
    }

    private Path file(String accountId, int generation) {
        // A name-based UUID is used because an account id may contain characters that are not allowed in file
        // names.
        UUID name = UUID.nameUUIDFromBytes(accountId.getBytes(StandardCharsets.UTF_8));
        return folder.resolve(name + "-" + generation + ".json");
    }
}
