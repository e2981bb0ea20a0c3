// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import dev.evenkeel.json.Json;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.function.Supplier;

/// Random valid input lines for `evenkeel guard evaluate`.
final class RandomGuardInputs {
    private final SplittableRandom random;

    RandomGuardInputs(long seed) {
        random = new SplittableRandom(seed);
    }

    String next() {
        return switch (random.nextInt(8)) {
            case 0, 1 ->
                ratio("rollback", random.nextBoolean() ? Json.of(",'restartAt':[%s]", pick("", "0", "1", "0,1")) : "");
            case 2, 3 -> ratio("advance", "");
            case 4 ->
                Json.of(
                        "{'kind':'exceedance','ticks':%s}",
                        list(() -> "[" + counts() + "," + within(0.01, 0.99) + "]"));
            case 5 ->
                random.nextBoolean()
                        ? ceiling("poisson", power(-6, 0), () -> "[" + random.nextInt(9) + "," + power(0, 5) + "]")
                        : ceiling(
                                "bernoulli", power(-6, -0.05), () -> "[" + random.nextInt(9) + "," + (9 + all()) + "]");
            case 6 -> Json.of("{'kind':'srm','ticks':%s}", list(() -> "[" + share() + "," + all() + "," + all() + "]"));
            default ->
                Json.of(
                        "{'kind':'interval','alpha':%s,'steps':%s}",
                        power(-4, -0.01),
                        list(() -> "[" + share() + "," + random.nextInt(60) + "," + random.nextInt(60) + "]"));
        };
    }

    private String ratio(String direction, String more) {
        String share = pick("", Json.of(",'share':%s", share()));
        return Json.of(
                "{'kind':'ratio','direction':'%s','r':%s,'delta':%s%s%s,'ticks':%s}",
                direction,
                power(-1, 1),
                pick("0", "null", String.valueOf(power(-5, -0.3))),
                share,
                more,
                list(() -> "[" + counts() + "]"));
    }

    private String ceiling(String law, double limit, Supplier<String> tick) {
        return Json.of("{'kind':'ceiling','law':'%s','limit':%s,'ticks':%s}", law, limit, list(tick));
    }

    /* Two or three entries. */
    private String list(Supplier<String> entry) {
        var list = new StringJoiner(",", "[", "]");
        int size = 2 + random.nextInt(2);
        for (int i = 0; i < size; i++) {
            list.add(entry.get());
        }
        return list.toString();
    }

    /* Calls and failures of control, then of the candidate; sometimes a variant has no calls. */
    private String counts() {
        long control = random.nextInt(9) == 0 ? 0 : all();
        long candidate = random.nextInt(9) == 0 ? 0 : all();
        return control + "," + random.nextLong(control + 1) + "," + candidate + "," + random.nextLong(candidate + 1);
    }

    private long all() {
        return (long) power(0, random.nextInt(4) == 0 ? 12 : 4);
    }

    private double share() {
        return Double.parseDouble(pick("0.000001", "0.999999", "0.05", "0.5", String.valueOf(within(0.01, 0.99))));
    }

    private double power(double low, double high) {
        return Math.pow(10, within(low, high));
    }

    private double within(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    private String pick(String... texts) {
        return texts[random.nextInt(texts.length)];
    }
}
