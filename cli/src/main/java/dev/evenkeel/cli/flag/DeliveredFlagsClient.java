// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.cli.client.ServerUnreachableException;
import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.core.wire.codec.WireCodec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// A client that fetches flags as a server delivers them to services. The server counts a fetch neither as use
/// of the flags nor as a client that evaluates without reporting.
///
/// @param server base address
/// @param sdkKey key of the environment
record DeliveredFlagsClient(URI server, String sdkKey) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /// Fetches the definition, plain flagd JSON.
    ///
    /// @throws ServerUnreachableException without a response, or when it is not a definition
    String fetch() throws InterruptedException {
        URI address = URI.create(server.toString().replaceFirst("/+$", "") + "/sdk/v1/flags");
        var request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + sdkKey)
                .build();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new ServerUnreachableException(
                        address + " returned HTTP " + answer.statusCode() + ": " + answer.body()
                                + " Check --server and --sdk-key.",
                        null);
            }
            return WireCodec.decodeSnapshot(answer.body()).definition();
        } catch (MalformedMessageException e) {
            throw new ServerUnreachableException(
                    address + " is not an Evenkeel server: " + e.getMessage() + ". Check --server.", e);
        } catch (IOException e) {
            String reason = e.getMessage() == null ? "" : ": " + e.getMessage();
            throw new ServerUnreachableException(
                    "No response from " + address + reason + ". Check --server, and that the server is running.", e);
        }
    }

    /// Returns a text without the key.
    @Override
    public String toString() {
        return "DeliveredFlagsClient[" + server + "]";
    }
}
