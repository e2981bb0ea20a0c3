// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.process;

import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.Deflater;

/// A benchmark of the machine's current speed, including the effect of other load.
///
/// Two threads compress a fixed amount of data. Compression is native code, so its time does not depend on
/// JIT compilation; two threads need as many processors as the demo needs.
public final class MachineSpeedProbe {
    /* Measured on two idle processors of the machine that the default limits were made for. */
    private static final double USUAL_SECONDS = 0.25;
    private static final int THREADS = 2;
    private static final int BLOCKS = 128;
    private static final int BLOCK_BYTES = 1 << 16;

    private MachineSpeedProbe() {}

    /// Returns how many times slower this machine is than an idle one with two processors; 1 when it is
    /// faster. Takes a quarter of a second times the result.
    public static double slowdown() {
        long began = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int i = 0; i < THREADS; i++) {
                threads.execute(MachineSpeedProbe::compress);
            }
        }
        return Math.max(1, (System.nanoTime() - began) / 1e9 / USUAL_SECONDS);
    }

    private static void compress() {
        byte[] data = new byte[BLOCK_BYTES];
        var random = new Random(1);
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) random.nextInt(16);
        }
        byte[] packed = new byte[BLOCK_BYTES];
        for (int block = 0; block < BLOCKS; block++) {
            try (var deflater = new Deflater()) {
                deflater.setInput(data);
                deflater.finish();
                while (!deflater.finished()) {
                    deflater.deflate(packed);
                }
            }
        }
    }
}
