package io.trainyard.orchestrator.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.spec.SpecReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {
    /** The examples of RFC 7396, appendix A, whose documents are objects. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":\"b\"}           | {\"a\":\"c\"}                    | {\"a\":\"c\"}",
                "{\"a\":\"b\"}           | {\"b\":\"c\"}                    | {\"a\":\"b\",\"b\":\"c\"}",
                "{\"a\":\"b\"}           | {\"a\":null}                     | {}",
                "{\"a\":\"b\",\"b\":\"c\"} | {\"a\":null}                   | {\"b\":\"c\"}",
                "{\"a\":[\"b\"]}         | {\"a\":\"c\"}                    | {\"a\":\"c\"}",
                "{\"a\":\"c\"}           | {\"a\":[\"b\"]}                  | {\"a\":[\"b\"]}",
                "{\"a\":{\"b\":\"c\"}}   | {\"a\":{\"b\":\"d\",\"c\":null}} | {\"a\":{\"b\":\"d\"}}",
                "{\"a\":[{\"b\":\"c\"}]} | {\"a\":[1]}                      | {\"a\":[1]}",
                "{\"e\":null}            | {\"a\":1}                        | {\"e\":null,\"a\":1}",
                "{}                      | {\"a\":{\"bb\":{\"ccc\":null}}}  | {\"a\":{\"bb\":{}}}",
            })
    void followsTheExamplesOfTheStandard(String target, String patch, String result) {
        // When
        ObjectNode changed = MergePatch.apply(tree(target), tree(patch));

        // Then
        assertThat(changed).isEqualTo(tree(result));
    }

    @Test
    void otherComponentLosesTheParametersOfTheOldOne() {
        // Given
        ObjectNode spec =
                tree("{optimizer: {kind: sgd, learningRate: 0.1, momentum: 0.9}, kind: train}");

        // Then
        assertThat(MergePatch.apply(spec, tree("{optimizer: {kind: adam, learningRate: 0.01}}")))
                .isEqualTo(tree("{optimizer: {kind: adam, learningRate: 0.01}, kind: train}"));
        assertThat(MergePatch.apply(spec, tree("{optimizer: {learningRate: 0.01}}")))
                .isEqualTo(
                        tree(
                                "{optimizer: {kind: sgd, learningRate: 0.01, momentum: 0.9}, kind: train}"));
    }

    private static ObjectNode tree(String text) {
        return SpecReader.read(text);
    }
}
