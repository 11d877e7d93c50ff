package discordtest

import (
	"net/http"
	"slices"
)

// callback is the answer to an interaction over the API.
func (d *Discord) callback(q *request) (int, any, error) {
	i := d.interactions[q.PathValue("interaction_id")]
	if i == nil || i.token != q.PathValue("interaction_token") {
		return 0, nil, refuse(10062)
	}
	if err := d.respond(q.route.name, i, q.part()); err != nil {
		return 0, nil, err
	}
	if q.call.Query.Get("with_response") != "true" {
		return http.StatusNoContent, nil, nil
	}
	about := object{"id": i.id, "type": i.kind}
	all := object{"interaction": about}
	if m := i.original; m != nil {
		about["response_message_id"], about["response_message_loading"], about["response_message_ephemeral"] = m.ID, m.Loading(), m.Ephemeral()
		all["resource"] = object{"type": i.answer, "message": d.messageShape(m)}
	}
	return http.StatusOK, all, nil
}

// The answers that go with each kind of interaction, and the parts of the contract
// that each answer is held to.
var (
	fitting = map[int][]int{
		kindPing: {answerPong}, kindCommand: {answerMessage, answerDefer, answerModal},
		kindComponent:    {answerMessage, answerDefer, answerLater, answerUpdate, answerModal},
		kindAutocomplete: {answerChoices}, kindSubmit: {answerMessage, answerDefer, answerLater, answerUpdate},
	}
	answers = map[int]string{
		answerPong: "PongInteractionCallbackRequest", answerMessage: "CreateMessageInteractionCallbackRequest",
		answerDefer: "CreateMessageInteractionCallbackRequest", answerLater: "UpdateMessageInteractionCallbackRequest",
		answerUpdate: "UpdateMessageInteractionCallbackRequest", answerChoices: "ApplicationCommandAutocompleteCallbackRequest",
		answerModal: "ModalInteractionCallbackRequest",
	}
)

// respond does what an answer says, over whatever transport it came. The lock is
// held.
func (d *Discord) respond(what string, i *interaction, body object) error {
	kind := num(body, "type")
	switch {
	case d.o.Now().Sub(i.at) > answerLimit:
		d.told(i, Reply{Type: kind, Late: true})
		return refuse(10062)
	case i.answered:
		d.told(i, Reply{Type: kind, Late: true})
		return refuse(40060)
	case !slices.Contains(fitting[i.kind], kind):
		return invalid([]string{"type"}, "an interaction of type %d is not answered with type %d", i.kind, kind)
	case i.kind == kindSubmit && i.origin == nil && (kind == answerLater || kind == answerUpdate):
		return invalid([]string{"type"}, "a modal that no component opened is not answered with type %d", kind)
	}
	if err := d.fits(component(answers[kind]), body); err != nil {
		return err
	}
	if err := d.obey(what, i, kind, asObject(body["data"])); err != nil {
		return err
	}
	i.answered, i.answer = true, kind
	r := Reply{Type: kind, Data: asObject(body["data"]), Interaction: i.id, Token: i.token}
	if i.original != nil {
		r.Message = i.original.ID
	}
	d.told(i, r)
	return nil
}

// told hands the answer to who acted; of answers that nobody waits for the first
// few are kept.
func (d *Discord) told(i *interaction, r Reply) {
	select {
	case i.reply <- r:
	default:
	}
}

// obey does what an answer of a kind says.
func (d *Discord) obey(what string, i *interaction, kind int, data object) error {
	switch kind {
	case answerMessage:
		m, err := d.replying(what, i, data, nil)
		if err == nil {
			m.Type = i.messageType()
			i.original = m
		}
		return err
	case answerDefer:
		return d.think(i, data)
	case answerLater:
		i.original = i.origin
	case answerUpdate:
		return d.update(what, i, data)
	case answerChoices:
		r := rules{}
		r.suggestions(data)
		return r.err()
	case answerModal:
		return d.open(i, data)
	}
	return nil
}

// messageType is the type of the message that answers a command.
func (i *interaction) messageType() int {
	switch {
	case i.kind != kindCommand:
		return 0
	case i.menu:
		return typeContextMenu
	}
	return typeCommand
}
