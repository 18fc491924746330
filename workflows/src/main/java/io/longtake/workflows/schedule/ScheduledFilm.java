package io.longtake.workflows.schedule;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.longtake.workflows.account.SealedToken;
import java.util.Optional;

/**
 * A film that is made again and again, from the files that are in a folder at that time.
 *
 * @param name of the schedule
 * @param homeId identifies the home whose worker can read the folder
 * @param cron when, as a cron expression; for display
 * @param timeZone in which the cron expression counts; for display
 * @param folder absolute path
 * @param outputFolder absolute path
 * @param ratio aspect ratio, such as {@code 9:16}
 * @param backend the value of the setting
 * @param token the user's own token for the backend
 * @param accountId the account to which the token is bound
 * @param origin the backend to which the token is bound
 * @param maxCredits limit for one day, in credits
 */
public record ScheduledFilm(
        @JsonProperty("name") String name,
        @JsonProperty("homeId") String homeId,
        @JsonProperty("cron") String cron,
        @JsonProperty("timeZone") String timeZone,
        @JsonProperty("folder") String folder,
        @JsonProperty("outputFolder") String outputFolder,
        @JsonProperty("prompt") String prompt,
        @JsonProperty("ratio") Optional<String> ratio,
        @JsonProperty("backend") String backend,
        @JsonProperty("token") Optional<SealedToken> token,
        @JsonProperty("accountId") String accountId,
        @JsonProperty("origin") String origin,
        @JsonProperty("maxCredits") Optional<Double> maxCredits) {}
