// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares hashes and buckets with an independent Python implementation, `buckets.py`. Skipped without `python3`;
/// spec/evaluation has vectors for selected keys.
class PythonCrossCheckTest {
    private static final int CASES = 20_000;
    private static final long SEED = 2_024;

    @TempDir
    private Path folder;

    @Test
    void matchesHashesAndBucketsOfPythonImplementation() throws Exception {
        var random = new Random(SEED);
        var input = new ArrayList<String>(CASES);
        var javaResults = new ArrayList<String>(CASES);
        for (int i = 0; i < CASES; i++) {
            var key = key(random);
            var weights = weights(random);
            int hash = new PrefixHasher("").hash(key);
            input.add(key + "\t" + weights[0] + "\t" + weights[1] + "\t" + weights[2]);
            javaResults.add(Integer.toUnsignedLong(hash) + "\t"
                    + BucketingAlgorithm.V1.createBuckets(weights).choose(hash) + "\t"
                    + BucketingAlgorithm.V2.createBuckets(weights).choose(hash));
        }
        assertThat(pythonResults(input)).as("seed %d", SEED).isEqualTo(javaResults);
    }

    private List<String> pythonResults(List<String> input) throws IOException, InterruptedException {
        var in = Files.write(folder.resolve("in.tsv"), input, StandardCharsets.UTF_8);
        var out = folder.resolve("out.tsv");
        Process process;
        try {
            process = new ProcessBuilder("python3", "src/test/python/buckets.py", in.toString(), out.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log.txt").toFile())
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "skipped " + CASES + " cases: there is no python3");
            throw e;
        }
        int exitCode = process.waitFor();
        assertThat(exitCode).as(Files.readString(folder.resolve("log.txt"))).isZero();
        return Files.readAllLines(out, StandardCharsets.UTF_8);
    }

    /// Letters of one to four bytes in UTF-8, 0 to 40 of them.
    private static String key(Random random) {
        var key = new StringBuilder();
        int length = random.nextInt(41);
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(8)) {
                case 0 -> key.appendCodePoint(0xC0 + random.nextInt(0x100));
                case 1 -> key.appendCodePoint(0x4E00 + random.nextInt(0x1000));
                case 2 -> key.appendCodePoint(0x1F600 + random.nextInt(0x40));
                default -> key.append((char) ('!' + random.nextInt(94)));
            }
        }
        return key.toString();
    }

    /// Three whole weights, some of them 0, not all.
    private static double[] weights(Random random) {
        int most = 1 << (1 + random.nextInt(28));
        int third = random.nextBoolean() ? 0 : random.nextInt(most);
        return new double[] {random.nextInt(most), 1 + random.nextInt(most), third};
    }
}
