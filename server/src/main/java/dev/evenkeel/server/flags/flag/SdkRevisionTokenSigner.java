// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Signer and verifier of the revision tokens that SDKs receive: `REVISION-MICROS-MAC`, where the MAC is
/// HMAC-SHA-256 with the installation's key over environment, revision and commit time, truncated to 96 bits.
/// Thread-safe.
@Component
public class SdkRevisionTokenSigner {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 12;
    private static final Pattern TOKEN = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})-([0-9a-f]{24})");

    private final LostRevisionRepository lostRevisionRepository;
    private volatile @Nullable SecretKeySpec key;

    SdkRevisionTokenSigner(LostRevisionRepository lostRevisionRepository) {
        this.lostRevisionRepository = lostRevisionRepository;
    }

    /// Returns the token of a snapshot; null before the first revision.
    public @Nullable String sign(EnvironmentSnapshot snapshot) {
        Instant committedAt = snapshot.committedAt();
        return committedAt == null ? null : sign(snapshot.environment(), snapshot.revision(), toMicros(committedAt));
    }

    private static long toMicros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /// Returns the revision that a token proves for an environment; empty when this installation did not sign
    /// the token.
    public Optional<SdkRevisionTokenPayload> verify(String environment, String token) {
        Matcher matcher = TOKEN.matcher(token);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long revision = Long.parseLong(matcher.group(1));
        long micros = Long.parseLong(matcher.group(2));
        byte[] signed = sign(environment, revision, micros).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(signed, token.getBytes(StandardCharsets.US_ASCII))
                ? Optional.of(new SdkRevisionTokenPayload(
                        environment, revision, Instant.EPOCH.plus(micros, ChronoUnit.MICROS)))
                : Optional.empty();
    }

    private String sign(String environment, long revision, long micros) {
        String text = revision + "-" + micros;
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(signingKey());
            byte[] whole = mac.doFinal((environment + "\n" + text).getBytes(StandardCharsets.UTF_8));
            return text + "-" + HexFormat.of().formatHex(Arrays.copyOf(whole, MAC_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private SecretKeySpec signingKey() {
        SecretKeySpec known = key;
        if (known == null) {
            known = new SecretKeySpec(lostRevisionRepository.getSigningKey(), ALGORITHM);
            key = known;
        }
        return known;
    }
}
