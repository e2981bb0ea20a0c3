// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.engine.audit.AuditChainHead;
import dev.evenkeel.files.audit.SignedChainHead;
import dev.evenkeel.server.foundation.config.AuditHeadOptions;
import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Publisher of signed chain heads to the configured destinations: after a start, and periodically when the
/// chain has grown.
/// Servers of one database coordinate, so that only one publishes.
@Component
class AuditHeadPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(AuditHeadPublisher.class);
    /* Fraction of the interval between two heads, so that a server that runs slightly early is not skipped. */
    private static final double TURN = 0.9;

    private final AuditHeadService heads;
    private final PublishedHeadRepository publications;
    private final Duration every;
    private final List<HeadDestination> places;
    private final Set<String> reached = new HashSet<>();

    AuditHeadPublisher(
            AuditHeadService heads,
            PublishedHeadRepository publications,
            ServerStartOptions options,
            BackgroundJobs jobs) {
        this.heads = heads;
        this.publications = publications;
        this.every = options.audit().interval();
        this.places = createDestinations(options.audit(), heads);
        jobs.add(BackgroundJob.builder("audit head publication", every, this::publish));
    }

    private static List<HeadDestination> createDestinations(AuditHeadOptions options, AuditHeadService heads) {
        List<HeadDestination> places = new ArrayList<>();
        Path file = options.headsFile();
        URI url = options.headsUrl();
        if (file != null) {
            places.add(new FileHeadDestination(file, heads.verificationKey().thumbprint()));
        }
        if (url != null) {
            places.add(new WebhookHeadDestination(url));
        }
        return List.copyOf(places);
    }

    /// Returns the names of the destinations.
    List<String> destinationNames() {
        return places.stream().map(HeadDestination::name).toList();
    }

    /// Publishes to every destination that is due. A failure does not delay the other destinations.
    ///
    /// @throws IOException when a destination could not be reached
    void publish() throws IOException, InterruptedException {
        AuditChainHead head = heads.head();
        IOException failure = null;
        for (HeadDestination place : places) {
            try {
                publishTo(place, head);
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void publishTo(HeadDestination place, AuditChainHead head) throws IOException, InterruptedException {
        Optional<AuditChainHead> last = publications
                .findByDestination(place.name())
                .map(PublishedHead::head)
                .map(SignedChainHead::head);
        boolean isNew = last.filter(head::equals).isEmpty();
        if (!isNew && reached.contains(place.name())) {
            return;
        }
        SignedChainHead signed = heads.sign(head);
        if (publications.tryClaim(place.name(), signed.at(), signed.at().minusMillis(turnMillis()))) {
            last.filter(before -> isNew && head.number() <= before.number()).ifPresent(before -> warn(before, head));
            place.publish(signed);
            publications.save(new PublishedHead(place.name(), signed));
            reached.add(place.name());
        }
    }

    private long turnMillis() {
        return (long) (every.toMillis() * TURN);
    }

    private static void warn(AuditChainHead before, AuditChainHead head) {
        LOG.error(
                "The audit log was truncated: entry {} was published, but the log now ends with entry {}. If you did"
                        + " not restore the database, investigate: ./evenkeel audit verify --heads FILE",
                before.number(),
                head.number());
    }
}
