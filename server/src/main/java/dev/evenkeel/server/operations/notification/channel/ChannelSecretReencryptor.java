// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The encryption of channel secrets at server start: those stored in plain text by older servers, and those
/// encrypted with a key that is no longer the newest.
@Component
class ChannelSecretReencryptor {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelSecretReencryptor.class);

    private final NotificationChannelRepository repository;

    ChannelSecretReencryptor(NotificationChannelRepository repository) {
        this.repository = repository;
    }

    @EventListener
    @Transactional
    void encryptStoredSecrets(ContextRefreshedEvent started) {
        int sealed = repository.reencryptAll();
        if (sealed > 0) {
            LOG.info("Encrypted the secrets of {} channels", sealed);
        }
        repository.listAll().stream()
                .filter(NotificationChannel::isLocked)
                .forEach(channel -> LOG.error(
                        "The secret of channel {} cannot be decrypted with the keys of this server. Start the server"
                                + " with the key that encrypted it (--encryption-key-file), or set the secret again"
                                + " (./evenkeel channel update)",
                        channel.name()));
    }
}
