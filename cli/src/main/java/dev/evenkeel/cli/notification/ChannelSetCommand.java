// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel sink set` command: creates or updates a channel.
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a sink, or changes it. Its secret is the signing key of a webhook (whsec_...), the whole address of a Slack",
            "channel's incoming webhook, or the routing key of PagerDuty. It comes from EVENKEEL_CHANNEL_SECRET or a file, so that it",
            "stands in no list of processes, and is never shown again. A new webhook without one gets a key, which is printed once.",
            "",
            "Examples:",
            "  ./evenkeel sink set audit --kind webhook --url https://example.org/hooks/evenkeel",
            "  ./evenkeel sink set payments-oncall --kind slack --secret-file channel-address",
            "  EVENKEEL_CHANNEL_SECRET=... ./evenkeel sink set pager --kind pagerduty",
            ""
        })
final class ChannelSetCommand extends AbstractServerCommand {
    private static final int KEY_BYTES = 32;

    /// The type of the receiver.
    enum ChannelType {
        WEBHOOK,
        SLACK,
        PAGERDUTY
    }

    @Parameters(paramLabel = "NAME", description = "The sink.")
    private String name = "";

    @Option(names = "--kind", paramLabel = "KIND", required = true, description = "webhook, slack or pagerduty.")
    private ChannelType kind = ChannelType.WEBHOOK;

    @Option(names = "--url", paramLabel = "URL", description = "The receiver's address; not for slack.")
    private @Nullable String url;

    @Option(names = "--secret-file", paramLabel = "FILE", description = "A file that holds the secret.")
    private @Nullable Path secretFile;

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        if (kind == ChannelType.SLACK && url != null) {
            throw usageError("--url: the address of a Slack channel is its secret; give it by --secret-file or"
                    + " EVENKEEL_CHANNEL_SECRET");
        }
        ObjectNode order =
                ServerApiClient.JSON.createObjectNode().put("type", kind.name()).put("reason", reason);
        if (url != null) {
            order.put("url", url);
        }
        String secret = secret();
        String made = secret.isEmpty() && kind == ChannelType.WEBHOOK && !exists(api) ? newKey() : "";
        String given = secret.isEmpty() ? made : secret;
        if (!given.isEmpty()) {
            order.put(field(), given);
        }
        JsonNode sink = api.put(
                        "/api/v1/notification-channels/" + ServerApiClient.urlEncode(name), order.toString(), null)
                .body();
        String text = "Sink " + name + " is set. Try it: ./evenkeel sink test " + name;
        return made.isEmpty()
                ? new CommandResult(sink, text)
                : new CommandResult(
                        ((ObjectNode) sink).put("generatedSecret", made),
                        text + System.lineSeparator() + "Its signing key, shown this once: " + made);
    }

    private String field() {
        return switch (kind) {
            case WEBHOOK -> "secret";
            case SLACK -> "url";
            case PAGERDUTY -> "routingKey";
        };
    }

    private String secret() {
        if (secretFile != null) {
            return readFile("--secret-file", secretFile).strip();
        }
        String given = System.getenv("EVENKEEL_CHANNEL_SECRET");
        return given == null ? "" : given.strip();
    }

    private boolean exists(ServerApiClient api) throws InterruptedException {
        return api.get("/api/v1/notification-channels")
                .body()
                .valueStream()
                .anyMatch(sink -> sink.path("name").asString().equals(name.toLowerCase(Locale.ROOT)));
    }

    private static String newKey() {
        byte[] bits = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bits);
        return "whsec_" + Base64.getEncoder().encodeToString(bits);
    }
}
