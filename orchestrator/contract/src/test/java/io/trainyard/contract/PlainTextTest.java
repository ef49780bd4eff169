package io.trainyard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void showsWhatATerminalWouldObey() {
        assertThat(PlainText.shown("a\u001b[31mb\u009b2J\r\nc\u202ed\u007f"))
                .isEqualTo("a\\u001B[31mb\\u009B2J\\r\\nc\\u202Ed\\u007F");
    }

    @Test
    void showsHalvesOfPairsAndWholeTagsAsJsonDoes() {
        assertThat(PlainText.shown("\ud83d \udb40\udc67")).isEqualTo("\\uD83D \\uDB40\\uDC67");
    }

    @Test
    void leavesTextInAnyScriptAsItIs() {
        String text = "می\u200cخواهم\t👨\u200d👩 日本 ü";

        assertThat(PlainText.shown(text)).isSameAs(text);
    }

    /** What is escaped stands only within a document's texts, where an escape means the same. */
    @Test
    void aJsonDocumentStaysTheSameDocument() throws Exception {
        var document = Wire.json().createObjectNode().put("a\u202e", "\u009b\n\udb40\udc67 \ud83d");

        String shown = PlainText.shown(document.toString());

        assertThat(shown).isEqualTo("{\"a\\u202E\":\"\\u009B\\n\\uDB40\\uDC67 \\uD83D\"}");
        assertThat(Wire.json().readTree(shown)).isEqualTo(document);
    }
}
