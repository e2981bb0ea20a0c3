// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.api.FlagSpec;
import dev.evenkeel.server.flags.usage.BulkFetchRecorder;
import dev.evenkeel.server.foundation.schema.OpenApiResponseSchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for the current flags, for Evenkeel's SDK and for flagd's HTTP sync. Both answer a current
/// ETag with 304.
@RestController
class FlagSnapshotController {
    private final SnapshotChannelRegistry channels;
    private final BulkFetchRecorder recorder;

    FlagSnapshotController(SnapshotChannelRegistry channels, BulkFetchRecorder recorder) {
        this.channels = channels;
        this.recorder = recorder;
    }

    /// A snapshot as JSON (docs/reference/sdk-protocol.md).
    record SnapshotResponse(
            String environment,
            long revision,
            FlagSpec.FlagSetDefinition definition,
            @Nullable String revisionToken) {}

    /// Returns the flag snapshot for SDKs; 304 if `If-None-Match` contains the current revision.
    @GetMapping("/sdk/v1/flags")
    @OpenApiResponseSchema(SnapshotResponse.class)
    ResponseEntity<byte[]> getForSdk(
            @RequestHeader(name = "If-None-Match", defaultValue = "") String had,
            @RequestHeader(name = LostRevisionDetector.HEADER, defaultValue = "") String token,
            Caller.SdkClient client) {
        EncodedSnapshot snapshot = channels.getNewest(
                client.environment(), IfNoneMatchParser.parseRevision(had, client.environment()), token);
        return respond(snapshot.etag(), snapshot.message());
    }

    /// Returns the flag definition for flagd's HTTP sync; 304 if `If-None-Match` is current.
    @GetMapping("/flagd/v1/flags")
    @OpenApiResponseSchema(FlagSpec.FlagSetDefinition.class)
    ResponseEntity<byte[]> getForFlagd(Caller.SdkClient client) {
        recorder.recordSeen(client.environment(), BulkFetchRecorder.Protocol.FLAGD_SYNC);
        EncodedSnapshot snapshot = channels.getNewest(client.environment());
        byte[] definition = snapshot.snapshot().delivered().getBytes(StandardCharsets.UTF_8);
        return respond(snapshot.snapshot().etag(), definition);
    }

    private static ResponseEntity<byte[]> respond(String etag, byte[] body) {
        return ResponseEntity.ok()
                .eTag(etag)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
