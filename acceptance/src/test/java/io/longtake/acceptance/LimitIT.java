package io.longtake.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.longtake.studio.Studio;
import io.longtake.studio.config.StudioConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backend that charges for edits, and a user who limits the cost. */
class LimitIT {
    private static final int GRANT = 100;
    private static final int EDIT = 30;

    @TempDir
    Path folder;

    @Test
    void anEditAboveTheCreditLimitIsNotSentAndCostsAreShown() throws Exception {
        StudioConfig priced =
                StudioConfig.in(folder.resolve("studio")).withPrices(new StudioConfig.Prices(GRANT, EDIT, 0));
        try (Studio studio = Studio.start(priced);
                Product product = new Product(folder.resolve("home")).ofAnotherPerson(folder)) {
            String backend = studio.baseUrl();
            product.ok("new", "limited", "--backend", backend, "--language", "en");
            product.ok("upload", "limited", Product.PHOTO.toString());
            product.ok("edit", "limited", "make a 1-second video", "--max-credits", "30");
            assertThat(product.show("limited").at("/turns/1/credits").asInt()).isEqualTo(EDIT);

            Product.Result held = product.run("edit", "limited", "make it 3 seconds", "--max-credits", "29", "--json");

            assertThat(held.exit()).as(held.err()).isEqualTo(5);
            assertThat(held.json().path("status").asText()).isEqualTo("cancelled");
            assertThat(held.json().at("/error/type").asText()).isEqualTo("BUDGET_REACHED");
            assertThat(held.err()).contains("limit is 29", "up to 30", "70 left");
            assertThat(product.ok("credits", "limited", "--json")
                            .json()
                            .path("available")
                            .asInt())
                    .as("nothing was charged for it")
                    .isEqualTo(GRANT - EDIT);
        }
    }
}
