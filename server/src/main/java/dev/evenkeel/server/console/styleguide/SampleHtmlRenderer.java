// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.styleguide;

import gg.jte.Content;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

/// What a part of a page is written as.
final class SampleHtmlRenderer {
    private SampleHtmlRenderer() {}

    /// The HTML that a part of a template gives, without empty lines.
    static String of(Content part) {
        StringOutput html = new StringOutput();
        part.writeTo(new OwaspHtmlTemplateOutput(html));
        return html.toString().replaceAll("(?m)^\\s*\\R", "").stripTrailing();
    }
}
