// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// XML texts that break readers. Tests create texts with external references themselves, because only they
/// know which address listens.
final class PathologicalXml {
    private static final int DEEP = 50_000;

    static final List<String> ALL = List.of(
            "",
            "<",
            "<a",
            "<a>",
            "<a/>",
            "<a/><b/>",
            "<a></b>",
            "\uFEFF<a/>",
            "\u0000<a/>",
            "<?xml version=\"1.0\"?>",
            "<?xml version=\"9.9\"?><a/>",
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>",
            "<?xml version=\"1.0\" encoding=\"no-such\"?><a/>",
            "<?xml version=\"1.0\" standalone=\"maybe\"?><a/>",
            "<!DOCTYPE a><a/>",
            "<!DOCTYPE a [<!ELEMENT a ANY>]><a/>",
            "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
            "<!DOCTYPE a [<!ENTITY b \"&b;\">]><a>&b;</a>",
            "<!DOCTYPE a [<!ENTITY b \"" + "x".repeat(DEEP) + "\">]><a>" + "&b;".repeat(DEEP) + "</a>",
            laughs(10, 10),
            "<!DOCTYPE a [<!ATTLIST a b CDATA \"" + "x".repeat(DEEP) + "\">]><a/>",
            "<a>".repeat(DEEP),
            "<a>".repeat(DEEP) + "</a>".repeat(DEEP),
            "<a " + "b=\"1\" ".repeat(DEEP) + "/>",
            "<a " + IntStream.range(0, 5_000).mapToObj(i -> "b" + i + "=\"1\"").collect(Collectors.joining(" ")) + "/>",
            "<a b=\"" + "x".repeat(DEEP * 4) + "\"/>",
            "<" + "a".repeat(DEEP * 2) + "/>",
            "<a>" + "<b/>".repeat(DEEP) + "</a>",
            "<a>" + "<!-- -->".repeat(DEEP / 2) + "</a>",
            "<a>" + "<![CDATA[x]]>".repeat(DEEP / 2) + "</a>",
            "<a>" + "&amp;".repeat(DEEP) + "</a>");

    private PathologicalXml() {}

    private static String laughs(int levels, int times) {
        String entities = IntStream.range(0, levels)
                .mapToObj(level -> "<!ENTITY l" + level + " \""
                        + (level == 0 ? "lol" : ("&l" + (level - 1) + ";").repeat(times)) + "\">")
                .collect(Collectors.joining());
        return "<!DOCTYPE a [" + entities + "]><a>&l" + (levels - 1) + ";</a>";
    }
}
