// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Modifies chains in every way and checks that the verifier reports the first entry that does not match.
class AuditChainVerifierTest {
    private static final int TRIES = 300;
    private static final List<UnaryOperator<AuditEntry>> EDITS = List.of(
            entry -> with(entry, entry.number() + 100, entry.at(), entry.actor(), entry.reason()),
            entry -> with(entry, -entry.number(), entry.at(), entry.actor(), entry.reason()),
            entry -> with(entry, entry.number(), entry.at().plusNanos(1000), entry.actor(), entry.reason()),
            entry -> with(entry, entry.number(), entry.at(), entry.actor() + " ", entry.reason()),
            entry -> with(entry, entry.number(), entry.at(), entry.actor(), "another reason"),
            entry -> withTexts(entry, "x", entry.subject(), entry.before(), entry.after()),
            entry -> withTexts(entry, entry.action(), entry.subject() + "\u0301", entry.before(), entry.after()),
            entry -> withTexts(
                    entry, entry.action(), entry.subject(), entry.before() == null ? "" : null, entry.after()),
            entry -> withTexts(entry, entry.action(), entry.subject(), entry.before(), "{\"a\": 1}"),
            /* The same letters, with the border between two fields elsewhere. */
            entry -> withTexts(entry, entry.action() + entry.subject(), "", entry.before(), entry.after()),
            entry -> withHashes(entry, "0".repeat(64), entry.hash()),
            entry -> withHashes(entry, entry.previousHash(), "f".repeat(64)));

    private final Random random = new Random(7);

    @Test
    void reportsUnmodifiedChainAsIntact() {
        List<AuditEntry> chain = chain(5);
        assertThat(verifyWholeChain(chain))
                .isEqualTo(new AuditChainResult.Intact(5, chain.getLast().hash(), 0));
        assertThat(verifyWholeChain(List.of())).isEqualTo(new AuditChainResult.Intact(0, "", 0));
    }

    @Test
    void reportsProgressForEachEntry() {
        List<Long> progress = new ArrayList<>();
        AuditChainVerifier.verify(chain(5).iterator(), AuditChainExpectations.ofWholeLedger(), progress::add);
        assertThat(progress).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    /// Held against a value that was computed apart from this program.
    @Test
    void hashesDocumentedBytesOfEntry() {
        AuditEntry entry = new AuditEntry(
                        1,
                        Instant.parse("2026-11-25T03:01:12.000500Z"),
                        "admin",
                        "flags.replaced",
                        "default",
                        "",
                        null,
                        "{}",
                        "",
                        "")
                .withHash();
        assertThat(entry.hash()).isEqualTo("0bbb32c063df089232c56ee3ee3fe60bf19ffdc2fa4f3c4060efb68e2d46f270");
    }

    @Test
    void reportsEditedEntryForEveryField() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            List<AuditEntry> chain = chain(1 + random.nextInt(9));
            int place = random.nextInt(chain.size());
            int edit = random.nextInt(EDITS.size());
            chain.set(place, EDITS.get(edit).apply(chain.get(place)));
            assertThat(verifyBroken(chain).number())
                    .as("edit %d of entry %d", edit, place + 1)
                    .isEqualTo(place + 1);
            if (edit > 1) {
                assertThat(verifyBroken(chain).fault()).isEqualTo(AuditChainFaultKind.MODIFIED);
            }
        }
    }

    @Test
    void reportsNextEntryWhenEditedEntryIsRehashed() {
        List<AuditEntry> chain = chain(6);
        AuditEntry edited =
                with(chain.get(2), 3, chain.get(2).at(), "nobody", "").withHash();
        chain.set(2, edited);
        assertThat(verifyBroken(chain).number()).isEqualTo(4);
        assertThat(verifyBroken(chain).message())
                .isEqualTo("Entry 4 does not contain the hash of the entry before it.");
    }

    @Test
    void reportsDeletedEntryAsMissing() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            List<AuditEntry> chain = chain(2 + random.nextInt(9));
            int place = random.nextInt(chain.size() - 1);
            chain.remove(place);
            assertThat(verifyBroken(chain).fault()).isEqualTo(AuditChainFaultKind.MISSING);
            assertThat(verifyBroken(chain).number()).isEqualTo(place + 1);
        }
    }

    @Test
    void reportsSwappedEntriesAsOutOfOrder() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            List<AuditEntry> chain = chain(3 + random.nextInt(9));
            int first = random.nextInt(chain.size() - 1);
            int second = first + 1 + random.nextInt(chain.size() - first - 1);
            Collections.swap(chain, first, second);
            assertThat(verifyBroken(chain).fault()).isEqualTo(AuditChainFaultKind.OUT_OF_ORDER);
            assertThat(verifyBroken(chain).number()).isEqualTo(first + 1);
        }
    }

    @Test
    void reportsDuplicateEntryAsOutOfOrder() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            List<AuditEntry> chain = chain(2 + random.nextInt(9));
            int twice = random.nextInt(chain.size());
            int place = random.nextInt(chain.size() + 1);
            chain.add(place, chain.get(twice));
            assertThat(verifyBroken(chain).fault()).isEqualTo(AuditChainFaultKind.OUT_OF_ORDER);
            assertThat(verifyBroken(chain).number()).isEqualTo(place == twice ? place + 2 : place + 1);
        }
    }

    @Test
    void detectsInsertedEntryWithValidPreviousHash() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            List<AuditEntry> chain = chain(2 + random.nextInt(9));
            int place = 1 + random.nextInt(chain.size() - 1);
            AuditEntry before = chain.get(place - 1);
            chain.add(place, entry(before.number() + 1, before.hash()));
            assertThat(verifyBroken(chain).number()).isEqualTo(place + 2);
            assertThat(verifyBroken(renumbered(chain)).number()).isEqualTo(place + 2);
            assertThat(verifyBroken(renumbered(chain)).fault()).isEqualTo(AuditChainFaultKind.MODIFIED);
        }
    }

    @Test
    void reportsTruncationWhenExpectedHeadIsMissing() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            List<AuditEntry> chain = chain(1 + random.nextInt(9));
            AuditChainHead end = head(chain.getLast());
            int left = random.nextInt(chain.size());
            assertThat(verify(chain.subList(0, left), AuditChainExpectations.endingWith(end)))
                    .isEqualTo(new AuditChainResult.Broken(
                            left + 1,
                            AuditChainFaultKind.TRUNCATED,
                            "and all later entries are missing: the last entry should be " + end.number()));
            assertThat(verify(chain.subList(0, left), expectPublishedHeads(List.of(end))))
                    .isInstanceOfSatisfying(
                            AuditChainResult.Broken.class,
                            broken -> assertThat(broken.fault()).isEqualTo(AuditChainFaultKind.TRUNCATED));
        }
    }

    @Test
    void reportsEntriesAfterExpectedHead() {
        List<AuditEntry> chain = chain(4);
        assertThat(verify(chain, AuditChainExpectations.endingWith(head(chain.get(2)))))
                .isEqualTo(new AuditChainResult.Broken(
                        4, AuditChainFaultKind.HEAD_MISMATCH, "comes after the expected last entry"));
    }

    @Test
    void reportsDifferentHashAtExpectedHead() {
        List<AuditEntry> chain = chain(4);
        assertThat(verify(chain, AuditChainExpectations.endingWith(new AuditChainHead(4, "0"))))
                .isEqualTo(new AuditChainResult.Broken(
                        4, AuditChainFaultKind.HEAD_MISMATCH, "has a different hash than the head of the audit log"));
    }

    @Test
    void detectsRewrittenChainAtFirstPublishedHeadAfterEdit() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            List<AuditEntry> chain = chain(3 + random.nextInt(9));
            List<AuditChainHead> heads = chain.stream()
                    .filter(entry -> random.nextBoolean())
                    .map(AuditChainVerifierTest::head)
                    .toList();
            int place = random.nextInt(chain.size());
            List<AuditEntry> rewritten = rewriteFrom(chain, place);
            assertThat(verifyWholeChain(rewritten)).isInstanceOf(AuditChainResult.Intact.class);
            OptionalLong first = heads.stream()
                    .mapToLong(AuditChainHead::number)
                    .filter(number -> number > place)
                    .findFirst();
            AuditChainResult found = verify(rewritten, expectPublishedHeads(heads));
            if (first.isEmpty()) {
                assertThat(found)
                        .isEqualTo(new AuditChainResult.Intact(
                                chain.size(), rewritten.getLast().hash(), heads.size()));
            } else {
                assertThat(found)
                        .isEqualTo(new AuditChainResult.Broken(
                                first.getAsLong(),
                                AuditChainFaultKind.HEAD_MISMATCH,
                                "has a different hash than its published head"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 6})
    void verifiesPartOfChain(int from) {
        List<AuditEntry> chain = chain(8);
        var claims = new AuditChainExpectations(
                from,
                OptionalLong.of(6),
                null,
                chain.stream().map(AuditChainVerifierTest::head).toList());
        List<AuditEntry> part = chain.subList(from - 1, 6);
        assertThat(verify(part, claims))
                .isEqualTo(new AuditChainResult.Intact(7 - from, chain.get(5).hash(), 8 - from));
        assertThat(verifyWholeChain(part))
                .isEqualTo(new AuditChainResult.Broken(
                        1, AuditChainFaultKind.MISSING, "is missing: entry " + from + " is in its place"));
    }

    @Test
    void verifiesFirstEntryAgainstPublishedHeadBeforeIt() {
        List<AuditEntry> chain = chain(5);
        List<AuditEntry> rewritten = rewriteFrom(chain, 0);
        var claims = new AuditChainExpectations(3, OptionalLong.empty(), null, List.of(head(chain.get(1))));
        assertThat(verify(chain.subList(2, 5), claims)).isInstanceOf(AuditChainResult.Intact.class);
        assertThat(verify(rewritten.subList(2, 5), claims))
                .isInstanceOfSatisfying(
                        AuditChainResult.Broken.class,
                        broken -> assertThat(broken.number()).isEqualTo(2));
    }

    @Test
    void rejectsFirstNumberBelowOne() {
        assertThatThrownBy(() -> new AuditChainExpectations(0, OptionalLong.empty(), null, List.of()))
                .hasMessage("firstNumber must be 1 or more, got 0");
    }

    private static AuditChainResult verify(List<AuditEntry> chain, AuditChainExpectations claims) {
        return AuditChainVerifier.verify(chain.iterator(), claims, checked -> {});
    }

    private static AuditChainResult verifyWholeChain(List<AuditEntry> chain) {
        return verify(chain, AuditChainExpectations.ofWholeLedger());
    }

    private static AuditChainResult.Broken verifyBroken(List<AuditEntry> chain) {
        assertThat(verifyWholeChain(chain)).isInstanceOf(AuditChainResult.Broken.class);
        return (AuditChainResult.Broken) verifyWholeChain(chain);
    }

    private static AuditChainExpectations expectPublishedHeads(List<AuditChainHead> heads) {
        return new AuditChainExpectations(1, OptionalLong.empty(), null, heads);
    }

    private static AuditChainHead head(AuditEntry entry) {
        return new AuditChainHead(entry.number(), entry.hash());
    }

    private List<AuditEntry> chain(int length) {
        List<AuditEntry> chain = new ArrayList<>();
        String hash = "";
        for (int number = 1; number <= length; number++) {
            chain.add(entry(number, hash));
            hash = chain.getLast().hash();
        }
        return chain;
    }

    private AuditEntry entry(long number, String previousHash) {
        return new AuditEntry(
                        number,
                        Instant.ofEpochSecond(1_800_000_000, random.nextInt(1_000_000) * 1_000L),
                        "actor " + random.nextInt(3),
                        "thing.changed",
                        "subject/" + random.nextInt(),
                        random.nextBoolean() ? "" : "because ü",
                        random.nextBoolean() ? null : "{}",
                        random.nextBoolean() ? null : "{\"a\":" + random.nextInt() + "}",
                        previousHash,
                        "")
                .withHash();
    }

    private static List<AuditEntry> rewriteFrom(List<AuditEntry> chain, int place) {
        BiFunction<AuditEntry, String, AuditEntry> onto =
                (entry, previous) -> withHashes(entry, previous, "").withHash();
        List<AuditEntry> rewritten = new ArrayList<>(chain.subList(0, place));
        for (AuditEntry entry : chain.subList(place, chain.size())) {
            AuditEntry said = rewritten.size() == place
                    ? with(entry, entry.number(), entry.at(), entry.actor(), "never happened")
                    : entry;
            rewritten.add(onto.apply(
                    said, rewritten.isEmpty() ? "" : rewritten.getLast().hash()));
        }
        return rewritten;
    }

    private static List<AuditEntry> renumbered(List<AuditEntry> chain) {
        List<AuditEntry> renumbered = new ArrayList<>();
        for (AuditEntry entry : chain) {
            renumbered.add(with(entry, renumbered.size() + 1, entry.at(), entry.actor(), entry.reason()));
        }
        return renumbered;
    }

    private static AuditEntry with(AuditEntry of, long number, Instant at, String actor, String reason) {
        return new AuditEntry(
                number,
                at,
                actor,
                of.action(),
                of.subject(),
                reason,
                of.before(),
                of.after(),
                of.previousHash(),
                of.hash());
    }

    private static AuditEntry withTexts(
            AuditEntry of, String action, String subject, @Nullable String before, @Nullable String after) {
        return new AuditEntry(
                of.number(),
                of.at(),
                of.actor(),
                action,
                subject,
                of.reason(),
                before,
                after,
                of.previousHash(),
                of.hash());
    }

    private static AuditEntry withHashes(AuditEntry of, String previousHash, String hash) {
        return new AuditEntry(
                of.number(),
                of.at(),
                of.actor(),
                of.action(),
                of.subject(),
                of.reason(),
                of.before(),
                of.after(),
                previousHash,
                hash);
    }
}
