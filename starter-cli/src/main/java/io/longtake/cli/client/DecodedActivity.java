package io.longtake.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.codec.PayloadCodecException;
import java.io.IOException;
import java.util.List;

/** Decodes the description of a pending activity, which the SDK returns as the server stores it. */
final class DecodedActivity {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DecodedActivity() {}

    /** Decodes heartbeat and last failure; what can't be decoded is left out, because it is only shown. */
    static PendingActivityInfo of(PendingActivityInfo activity, PayloadCodec codec) {
        PendingActivityInfo.Builder decoded = activity.toBuilder();
        try {
            if (activity.hasHeartbeatDetails()) {
                decoded.setHeartbeatDetails(decoded(activity.getHeartbeatDetails(), codec));
            }
            if (activity.hasLastFailure()) {
                decoded.setLastFailure(failure(activity.getLastFailure(), codec));
            }
            return decoded.build();
        } catch (PayloadCodecException | IOException e) {
            return activity.toBuilder()
                    .clearHeartbeatDetails()
                    .clearLastFailure()
                    .build();
        }
    }

    private static Failure failure(Failure failure, PayloadCodec codec) throws IOException {
        Failure.Builder decoded = failure.toBuilder();
        if (failure.hasEncodedAttributes()) {
            Payload attributes =
                    codec.decode(List.of(failure.getEncodedAttributes())).get(0);
            JsonNode json = JSON.readTree(attributes.getData().toByteArray());
            decoded.setMessage(json.path("message").asText()).clearEncodedAttributes();
        }
        if (failure.hasApplicationFailureInfo()
                && failure.getApplicationFailureInfo().hasDetails()) {
            decoded.getApplicationFailureInfoBuilder()
                    .setDetails(decoded(failure.getApplicationFailureInfo().getDetails(), codec));
        }
        return decoded.build();
    }

    private static Payloads decoded(Payloads encoded, PayloadCodec codec) {
        return Payloads.newBuilder()
                .addAllPayloads(codec.decode(encoded.getPayloadsList()))
                .build();
    }
}
